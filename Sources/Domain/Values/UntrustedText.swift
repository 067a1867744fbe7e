/// Text from outside (guests, file names, channels, other programs), unchanged.
///
/// It has no description, so that interpolation can't leak it into a log, an error or a terminal; to display it,
/// convert it to `SafeText` first.
package struct UntrustedText: Sendable, Hashable {
    /// The text as received; only for storing, sending, copying and comparing.
    package let original: String

    /// Wraps text from outside.
    package init(_ original: String) {
        self.original = original
    }

    /// Whether it is empty.
    package var isEmpty: Bool { original.isEmpty }
}

extension UntrustedText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Only the length, never the text.
    package var description: String { "UntrustedText(\(original.utf8.count) bytes)" }
    /// Only the length, never the text.
    package var debugDescription: String { description }
    /// No children, so that `dump` shows nothing either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
