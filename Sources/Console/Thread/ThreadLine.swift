import Domain
import Screen
import Text

/// One line of a thread, ready to be copied to the screen.
package struct ThreadLine: Sendable, Equatable {
    /// The number of the message that it belongs to; 0 for lines between messages and for messages on their way.
    var sequence: Int64 = 0
    /// Cells left free before the text.
    var indent = 0
    /// The text.
    var glyphs: ArraySlice<Glyph> = []
    /// How the text is painted.
    var ink = StyleRole.text
    /// What the whole line lies on.
    var ground = StyleRole.text
    /// A second text behind the first, such as the sender behind the time.
    var second: SafeText = .empty
    /// How the second text is painted.
    var secondInk = StyleRole.text
    /// A text at the right edge, such as how far the message has come.
    var right: SafeText = .empty
    /// How the right text is painted.
    var rightInk = StyleRole.threadDelivery
    /// Whether the bar of a note stands at the left edge.
    var hasNoteBar = false
    /// Whether a thin rule fills the line before the text at the right edge.
    var hasRule = false
    /// Whether it says by which channel the messages below it came, until another does; in a merged thread.
    var isChannelLine = false
}
