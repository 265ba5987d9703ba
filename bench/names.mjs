/** Names of customers, the same for every index on every machine. */

const onsets = "B Br C Cl D F Fr G Gr H J K L M N P R S St T V W Z".split(" ");
const nuclei = "a e i o u ai ea oo".split(" ");
const codas = "ck ld ll lman mer n nders nes nson r rd rker rson sh ss tt tz x".split(" ");
const trades =
  "Builders Decks Electric Fences Glass Heating Insulation Joinery Kitchens Lumber Masonry Painting Roofing Supply Tile Windows".split(
    " ",
  );
const ends = ["LLC", "Inc", "Co", "Group", "& Partners", "", "of Müllheim"];

/** Bits that follow from an index and look like chance. */
export const mixed = (index) => Math.imul(index + 1, 0x9e3779b1) >>> 0;

/** Names of some thousand families. */
const family = (bits) =>
  onsets[bits % onsets.length] + nuclei[(bits >>> 5) % nuclei.length] + codas[(bits >>> 8) % codas.length];

/** Two families, a trade and perhaps what kind of company it is. */
export function companyName(index) {
  const bits = mixed(index);
  const words = [
    family(bits),
    family(bits >>> 13),
    trades[(bits >>> 7) % trades.length],
    ends[(bits >>> 3) % ends.length],
  ];
  return words.join(" ").trim();
}

/**
 * Who an account is, as a row of `accounts.csv`: of the names one in eight has a comma, one in 32 quotes; four in ten accounts
 * have not registered a company. None begins as a formula does, so that others need not know the rule for these.
 */
export function identityOf(index) {
  const bits = mixed(index);
  const plain = companyName(index);
  const named = (bits >>> 11) % 32 === 0 ? plain.replace(" ", ' "the Elder" ') : plain;
  return {
    accountName: (bits >>> 16) % 8 === 0 ? `${named}, Ltd.` : named,
    buyerCompanyName: (bits >>> 19) % 10 < 4 ? "" : companyName(index + 1_000_003),
    accountType: ["Credit", "Cash", "System", ""][(bits >>> 21) % 4],
    status: (bits >>> 23) % 10 === 0 ? "Inactive" : "Active",
  };
}
