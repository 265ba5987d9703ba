/**
 * Cells of invoices as typed columns, for parsers of CSV that only cut text: an account by its place, amounts in cents, days
 * counted from 1970-01-01. It trusts every cell.
 */

const capacity = 2 ** 16;
const kinds = {
  accounts: Uint32Array,
  balances: Float64Array,
  dueDays: Int32Array,
  discounts: Float64Array,
  lastDays: Int32Array,
};

export function typedInvoices() {
  const places = new Map();
  let columns = Object.fromEntries(Object.entries(kinds).map(([name, Kind]) => [name, new Kind(capacity)]));
  let length = 0;
  const grow = () => {
    columns = Object.fromEntries(
      Object.entries(columns).map(([name, column]) => {
        const longer = new kinds[name](2 * column.length);
        longer.set(column);
        return [name, longer];
      }),
    );
  };
  return {
    add(accountId, amount, dueOn, discountAmount, discountUntil) {
      let place = places.get(accountId);
      if (place === undefined) {
        place = places.size;
        places.set(accountId, place);
      }
      if (length === columns.accounts.length) grow();
      columns.accounts[length] = place;
      columns.balances[length] = cents(amount);
      columns.dueDays[length] = dayNumber(dueOn);
      if (discountAmount !== "") {
        columns.discounts[length] = cents(discountAmount);
        columns.lastDays[length] = dayNumber(discountUntil);
      }
      length += 1;
    },
    finish() {
      const cut = Object.entries(columns).map(([name, column]) => [name, column.subarray(0, length)]);
      return { accountIds: [...places.keys()], ...Object.fromEntries(cut) };
    },
  };
}

/** Right for any two decimals below 2^53 cents; what else stands there is not noticed. */
const cents = (text) => Math.round(Number(text) * 100);

/** Few days are named often: looking one up is several times as fast as Date.parse. */
const days = new Map();
function dayNumber(text) {
  let day = days.get(text);
  if (day === undefined) {
    day = Date.parse(text) / 86_400_000;
    days.set(text, day);
  }
  return day;
}
