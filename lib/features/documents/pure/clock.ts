/**
 * The first clock of a room with this fence. In memory the clock also counts presence, which is not stored, so after a
 * crash the stored clocks say nothing of the clocks that clients have seen. A room therefore starts above every clock that
 * any earlier room can have reached: 2^32 changes fit between two fences, and 2^21 fences into an exact number.
 */
export const computeFirstClock = (fence: number): number => fence * 2 ** 32
