import axios from 'axios';

export const safe = () => axios.get('https://safe.example/', { timeout: 2000 });
