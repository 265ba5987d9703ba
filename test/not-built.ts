/**
 * Rules that no test proves yet, because what they speak of is not built. This list only shrinks: whoever builds one of
 * them takes its id out and puts it into the title of the test that proves it.
 */
export const notBuilt: Readonly<Record<string, readonly string[]>> = {
  // The debtors dashboard: tiles, aging by due date and by transaction, credit, reliability, value, forecast; payment terms.
  "debtors board": ids(`
    B-001 B-002 B-003 B-004 B-005 B-006 B-007 B-008 B-009 B-010 B-011 B-012 B-013 B-014 B-015 B-016
    B-017 B-018 B-019 B-020 B-021 B-022 B-023 B-024 B-025 B-026 B-027 B-028 B-029 B-030 B-031 B-032
    B-033 B-034 B-035 B-036 B-037 B-038 B-039 B-040 B-041 B-042 B-043 B-044 B-045 B-046 B-047 B-048
    B-049 B-050 B-051 B-052 B-053 B-054 B-055 B-056 B-057 B-058 B-059 B-060 B-061 B-062 B-063 B-064
    B-065 B-066 B-067 B-068 B-069 B-070 B-071 B-072 B-073 B-074 B-075 B-076 B-077 B-078 B-079 B-080
    B-081 B-082 B-083 B-084 B-085 B-086 B-087 B-088 B-089 B-090 B-091 B-092 B-093 B-094 B-095 B-096
    B-097 B-098 B-099 B-100 B-101 B-102 B-103 B-104 B-105 B-106 B-107 B-108 B-109 B-110 B-111 B-112
    B-113 B-114 B-115 B-116 B-117 B-118 B-119 B-120 B-121 B-122 B-123 B-124 B-125 B-126 B-127 B-128
    B-129 B-130 B-131 B-132 B-133 B-134 B-135 B-136 B-137 B-138 B-139 B-140 B-141 B-142 B-143 B-144
    B-145 B-146 B-147 B-148 B-149 B-150 B-151 B-152 B-153 B-154 B-155 B-156 B-157 B-158 B-159 B-160
    B-161 B-162 B-163 B-164 B-165 B-166 B-167 B-168 B-169 B-170 B-171 B-172 B-173 B-174 B-175 B-176
    B-177 B-178 B-179 B-180 B-181 B-182 B-183 B-184 B-185 B-186 B-187 B-188 B-189 X-004 L-31 L-31b L-32
    L-34 L-35 L-36 L-37 L-38 L-39 L-40 L-41 L-42 L-43 L-56 L-57 E-11 E-36 E-37 E-38 E-39 E-40 E-41 E-42
    E-43 E-44 E-45 E-46 E-47 E-48 E-49 E-50 E-51 E-52 F-37 F-39 F-49 M-18 M-20
  `),
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
    D-049 D-050 D-051 D-052 D-053 D-054 L-58 L-59 L-60 L-61 L-62 L-65 E-55 E-56 E-57 E-58 F-50 M-19 M-21
    M-22
  `),
};

function ids(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}
