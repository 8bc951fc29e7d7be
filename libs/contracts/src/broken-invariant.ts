/** Something that the program itself must have kept was not so. Never the user's doing: it is not shown, it is alarmed. */
export class BrokenInvariant extends Error {
  override readonly name = 'BrokenInvariant';
}
