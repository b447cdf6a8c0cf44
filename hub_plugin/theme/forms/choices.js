/* A choice offers one spelling of each record, and only what was there when the site was built; files say more. */

/** The options of a choice with all that is chosen: in the spelling of the file, under its title where there is one. */
export function complete(options, chosen) {
  const made = options.map((each) => (typeof each === "string" ? { label: each, value: each } : { ...each }));
  for (const value of chosen) {
    if (made.some((each) => each.value === value)) continue;
    const same = made.find((each) => spellings(each).includes(value) && !chosen.includes(each.value));
    if (same) same.value = value;
    else made.push({ label: value, value });
  }
  return made;
}

const spellings = ({ address = "" }) => [address, address.slice(address.indexOf("/") + 1)];
