/// What whoever opens the demo asks for.
package struct DemoRequest: Sendable {
    /// The number of conversations, at least 1; nil takes what is there, or `DemoRequest.defaultConversations`.
    package var conversations: Int?
    /// The same seed gives the same company; nil takes the one that is there, or 1.
    package var seed: UInt64?
    /// Seconds since 1970 UTC to which the demo's times are relative.
    package var now: Int
    /// The server stays up when no console is open.
    package var keepsServerRunning: Bool
    /// Guests go on writing for as long as the server is up.
    package var isBusy: Bool
    /// The program to leave behind for what goes on by itself, called with `demo guard --folder FOLDER` and
    /// `demo traffic --folder FOLDER`; nil leaves none.
    package var program: String?

    /// What `riad demo` fills by itself.
    package static let defaultConversations = 2_000

    package init(
        conversations: Int? = nil,
        seed: UInt64? = nil,
        now: Int,
        keepsServer: Bool = false,
        isBusy: Bool = false,
        program: String? = nil
    ) {
        self.conversations = conversations
        self.seed = seed
        self.now = now
        self.keepsServerRunning = keepsServer
        self.isBusy = isBusy
        self.program = program
    }
}
