/**
 * Rules that no test proves yet, because what they speak of is not built. This list only shrinks: whoever builds one of
 * them takes its id out and puts it into the title of the test that proves it.
 */
export const notBuilt: Readonly<Record<string, readonly string[]>> = {};
