/// An input event of the terminal.
package enum Input: Hashable, Sendable {
    /// A key press.
    case key(Key)
    /// A complete paste with line feeds as line ends. Unfiltered text.
    case paste(String)
    /// The screen was resized.
    case resized(Size)
    /// A mouse event.
    case mouse(Mouse, Point)
    /// The terminal window gained or lost focus.
    case focus(Bool)
    /// The terminal's reply about its background colour.
    case background(isDark: Bool)
}

/// A mouse action.
package enum Mouse: Hashable, Sendable {
    /// The main button was pressed.
    case press
    /// The wheel turned one step.
    case wheelUp, wheelDown
}
