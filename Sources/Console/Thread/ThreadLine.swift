import Domain
import Screen
import Text

/// One laid-out line of a thread, ready to draw.
package struct ThreadLine: Sendable, Equatable {
    /// The sequence number of its message; 0 for lines between messages and for pending messages.
    var sequence: Int64 = 0
    /// The number of blank cells before the text.
    var indent = 0
    /// The text.
    var glyphs: ArraySlice<Glyph> = []
    /// The text's style.
    var ink = StyleRole.text
    /// The background style of the whole line.
    var ground = StyleRole.text
    /// A second text after the first, such as the sender after the time.
    var second: SafeText = .empty
    /// The second text's style.
    var secondInk = StyleRole.text
    /// A text at the right edge, such as the delivery state.
    var right: SafeText = .empty
    /// The right text's style.
    var rightInk = StyleRole.threadDelivery
    /// Whether a note's bar is drawn at the left edge.
    var hasNoteBar = false
    /// Whether a thin rule fills the line up to the right text.
    var hasRule = false
    /// Whether the line names the channel of the messages below it, in a merged thread.
    var isChannelLine = false
    /// Whether the line tells what happened beside the messages.
    var isChange = false
}
