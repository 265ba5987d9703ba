import fc from "fast-check";

/** Any code point but a lone surrogate. (fast-check's own "binary" unit takes seconds to set up.) */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((point) => String.fromCodePoint(point));
