/// The options for opening the demo.
package struct DemoRequest: Sendable {
    /// The number of conversations, at least 1; nil uses the existing demo's, or `DemoRequest.defaultConversations`.
    package var conversations: Int?
    /// The seed, which determines the company; nil uses the existing demo's, or 1.
    package var seed: UInt64?
    /// The time to which the demo's times are relative, in seconds since 1970 UTC.
    package var now: Int
    /// Whether the server stays up when no console is open.
    package var keepsServerRunning: Bool
    /// Whether guests keep writing while the server is up.
    package var isBusy: Bool
    /// The program to run in the background, called with `demo guard --folder FOLDER` and `demo traffic --folder
    /// FOLDER`; nil for none.
    package var program: String?
    /// The worker's program, to run in the background; nil for none.
    package var worker: String?

    /// The default size of `riad demo`.
    package static let defaultConversations = 2_000

    package init(
        conversations: Int? = nil,
        seed: UInt64? = nil,
        now: Int,
        keepsServer: Bool = false,
        isBusy: Bool = false,
        program: String? = nil,
        worker: String? = nil
    ) {
        self.conversations = conversations
        self.seed = seed
        self.now = now
        self.keepsServerRunning = keepsServer
        self.isBusy = isBusy
        self.program = program
        self.worker = worker
    }
}
