/** The numbers of packed results (docs/PROTOCOL.md). Nothing is loaded with them: clients need them, too. */

/** In place of the bytes of a text that is as it was given. */
export const AS_GIVEN = 2 ** 32 - 1;

/** Bytes of an item of `PackedPrepareResult.items`. */
export const PREPARED_ITEM_BYTES = 48;
