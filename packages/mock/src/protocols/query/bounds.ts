/**
 * How much of a form is read: to sort, to compare and to tell of parameters takes longer than to send them. Requests that are documented
 * have some hundreds, with names of some dozen characters.
 */
export const mostParameters = 4096;
/** Characters, as they are sent. */
export const longestName = 256;

/** Why a form is not read to its end. */
export const tooMany = `more than ${mostParameters} parameters`;
export const tooLong = `a name of more than ${longestName} characters`;
