/// What one of the company's accounts signs its replies with.
package struct ChannelSignature: Sendable, Hashable {
    /// The account: an address or number of the company's.
    package var account: UntrustedText
    /// The signature, of one or more lines.
    package var text: UntrustedText

    /// Creates a signature from its columns.
    package init(account: UntrustedText, text: UntrustedText) {
        self.account = account
        self.text = text
    }
}
