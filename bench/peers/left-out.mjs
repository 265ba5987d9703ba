/** What a child of the benchmark says where the package that it needs is not installed, or does not load. */
export function leftOut(error) {
  const [missing] = error.message.split(/\n| imported from /);
  console.log(JSON.stringify({ missing }));
  process.exit();
}
