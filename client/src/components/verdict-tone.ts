/** Outside the reference on the side hoped for, on the other side, or outside where neither side is better; within; not to be told. */
export type VerdictTone = 'outside-better' | 'outside-worse' | 'outside' | 'within' | 'untold';
