/** How long a hop token is good for, seconds. */
export const TOKEN_LIFE_S = 30;
/** A token with less left than this is not sent any more: a request may wait for a connection. */
export const TOKEN_RESERVE_S = 10;
/** How long after it was signed a message is still taken, seconds: as long as the longest question may wait. */
export const SIGNATURE_LIFE_S = 30;
/** By how much the clocks of two parts may differ, seconds. */
export const CLOCK_SKEW_S = 5;
