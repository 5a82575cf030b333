/** The many messages of the measurements that need many. @param {{ quick: boolean }} context */
export const manyMessages = ({ quick }) => (quick ? 300_000 : 10_000_000);

/** And the few that they are compared with. */
export const FEW_MESSAGES = 10_000;
