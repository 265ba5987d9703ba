/**
 * Rules that no test proves yet, because what they speak of is not built. This list only shrinks: whoever builds one of
 * them takes its id out and puts it into the title of the test that proves it.
 */
export const notBuilt: Readonly<Record<string, readonly string[]>> = {
  // A customer's financial summary.
  "financial summary": ids(`
    C-001 C-002 C-003 C-004 C-005 C-006 C-007 C-008 C-009 C-010 C-011 C-012 C-013 C-014 C-015 C-016
    C-017 C-018 C-019 C-020 C-021 C-022 C-023 C-024 C-025 C-026 C-027 C-028 C-029 L-44 E-53 E-54 M-23
  `),
  // A customer's dashboard of widgets.
  "customer dashboard": ids(`
    D-001 D-002 D-003 D-004 D-005 D-006 D-007 D-008 D-009 D-010 D-011 D-012 D-013 D-014 D-015 D-016
    D-017 D-018 D-019 D-020 D-021 D-022 D-023 D-024 D-025 D-026 D-027 D-028 D-029 D-030 D-031 D-032
    D-033 D-034 D-035 D-036 D-037 D-038 D-039 D-040 D-041 D-042 D-043 D-044 D-045 D-046 D-047 D-048
    D-049 D-050 D-051 D-052 D-053 D-054 L-58 L-59 L-60 L-61 L-62 L-65 E-55 E-56 E-57 E-58 F-50 M-20 M-21
    M-22
  `),
};

function ids(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
