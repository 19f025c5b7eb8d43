/** Loads a package of this folder's own node_modules, which the project itself does not depend on. */
export const load = (name) => import(name);
