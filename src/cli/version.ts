/** Set when the bundle is made, from package.json. */
declare const breakwaterVersion: string | undefined;

/** The version of this Breakwater. */
export const version: string = typeof breakwaterVersion === 'string' ? breakwaterVersion : '0.0.0';
