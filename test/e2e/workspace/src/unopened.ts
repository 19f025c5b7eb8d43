export const unopened = () => fetch('https://unopened.example/');
