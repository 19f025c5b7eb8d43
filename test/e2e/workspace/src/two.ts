import axios from 'axios';

export const first = () => axios.get('https://one.example/');
export const second = () => axios.get('https://two.example/');
