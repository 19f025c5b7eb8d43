/** Set when the bundle is made: from package.json, and from all sources. */
declare const breakwaterVersion: string | undefined;
declare const breakwaterBuild: string | undefined;

/** The version of this Breakwater. */
export const version: string = typeof breakwaterVersion === 'string' ? breakwaterVersion : '0.0.0';

/** Differs between builds of different sources; nothing where the sources run as they are. */
export const build: string | undefined = typeof breakwaterBuild === 'string' ? breakwaterBuild : undefined;
