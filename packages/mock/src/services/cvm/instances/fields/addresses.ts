/** Addresses of two bytes that end in neither 0 nor 255. */
const inNetwork = 256 * 254;

/** Has no divisor in common with that: no two numbers below it lead to one address, and neighbours are far apart. */
const step = 40_503;

/** Where the first is: not at the beginning, where addresses are that tests give. */
const first = 13_130;

function address(network: string, number: number): string {
  const host = (first + number * step) % inNetwork;
  return `${network}.${Math.floor(host / 254)}.${1 + (host % 254)}`;
}

/** The private address of the nth instance: `10.<region>.x.y`, where that has no more of them in another network of its own. */
export function privateAddress(number: number, region: number): string {
  const network = Math.floor(number / inNetwork);
  return address(`10.${network === 0 ? region : 127 + (network % 128)}`, number);
}

/** So many instances have addresses of their own. */
const instances = 2 ** 20;

/** The public address of the nth instance, after it has given so many back. All are in ranges that are set aside, and never routed. */
export function publicAddress(number: number, released: number): string {
  const network = Math.floor(number / inNetwork);
  if (released === 0 && network < 2) return address(`198.${18 + network}`, number);
  const place = number + released * instances;
  const others = Math.floor(place / inNetwork);
  return address(`${240 + (Math.floor(others / 256) % 15)}.${others % 256}`, place);
}
