import { Decimal as HostDecimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { Decimal } from "./decimal.ts";

describe("Decimal", () => {
  const digits = 60;

  test("is a copy of its own with its own digits, rounding halves away from zero", () => {
    expect(Decimal).not.toBe(HostDecimal);
    expect(new Decimal(1).div(3).toFixed()).toBe(`0.${"3".repeat(digits)}`);
    expect(new Decimal("2.5").toFixed(0)).toBe("3");
    expect(new Decimal("-2.5").toFixed(0)).toBe("-3");
  });

  test("never prints an exponent", () => {
    expect(new Decimal("1e40").toString()).toBe(`1${"0".repeat(40)}`);
    expect(new Decimal("1e-40").toString()).toBe(`0.${"0".repeat(39)}1`);
  });

  test("what a host sets on its decimal.js does not reach it", () => {
    const { precision, rounding } = HostDecimal;
    try {
      HostDecimal.set({ precision: 3, rounding: HostDecimal.ROUND_DOWN });
      expect(new Decimal(2).div(3).toFixed()).toBe(`0.${"6".repeat(digits - 1)}7`);
    } finally {
      HostDecimal.set({ precision, rounding });
    }
  });

  test("its limits of size cannot be changed, so every text is read for what it is", () => {
    expect(() => Decimal.set({ maxE: 0 })).toThrow(TypeError);
    expect(() => Decimal.set({ minE: 0 })).toThrow(TypeError);
    expect(new Decimal("56.78").toFixed()).toBe("56.78");
    expect(new Decimal("0.05").toFixed()).toBe("0.05");
  });

  test("takes a logarithm, for which decimal.js must write to its class", () => {
    expect(new Decimal(1000).log(10).toFixed()).toBe("3");
    expect(Decimal.precision).toBe(digits);
  });
});
