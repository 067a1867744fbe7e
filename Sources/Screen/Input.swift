/// What a terminal tells the program.
package enum Input: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// A text was pasted, whole; line ends are line feeds. It is the person's own text, but hasn't been looked at.
    case paste(String)
    /// The screen has a new size.
    case resized(Size)
    /// The mouse.
    case mouse(Mouse, Point)
    /// The terminal's window came to the front, or left it.
    case focus(Bool)
    /// The terminal answers what its ground is.
    case background(isDark: Bool)
}

/// What was done with a mouse.
package enum Mouse: Hashable, Sendable {
    /// The main button went down.
    case press
    /// The wheel turned one step.
    case wheelUp, wheelDown
}
