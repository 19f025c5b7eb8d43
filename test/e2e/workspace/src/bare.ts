export async function user(id: string): Promise<unknown> {
  const response = await fetch(`https://users.example/${id}`);
  return response.json();
}
