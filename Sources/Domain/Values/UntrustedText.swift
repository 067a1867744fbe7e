/// Text from outside (guests, file names, channels, other programs), exactly as it came.
///
/// It has no description of its own, so that it cannot slip into a log, an error or a terminal by interpolation:
/// whoever shows it makes `SafeText` from it first.
package struct UntrustedText: Sendable, Hashable {
    /// The text as it came; only for storing, sending, copying and comparing.
    package let original: String

    /// Wraps text from outside.
    package init(_ original: String) {
        self.original = original
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { original.isEmpty }
}

extension UntrustedText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The length only; never the text.
    package var description: String { "UntrustedText(\(original.utf8.count) bytes)" }
    /// The length only; never the text.
    package var debugDescription: String { description }
    /// No children, so that `dump` shows nothing either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
