import { Fault } from "../src/fault/fault.ts";

/** The fault that a call throws; undefined where it throws nothing. */
export function faultOf(call: () => unknown): Fault | undefined {
  try {
    call();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
