export const quiet = () => fetch('https://quiet.example/');
