import Domain
import Screen

/// Declaration of a command.
package struct CommandEntry: Sendable {
    /// The command.
    package let command: Command
    /// Its heading in the help.
    package let group: CommandGroup
    /// The contexts in which it is available.
    package let contexts: Set<Context>
    /// Its default keys, the preferred one first. In the composer, keys that type a character never reach a command.
    package let keys: [Key]
    /// The right that it requires; nil if none.
    let capability: Capability?
    /// Whether it acts on a conversation, so that one must be selected.
    let needsConversation: Bool
    /// Whether it discards something that can't easily be typed again.
    package let isDestructive: Bool
    /// Its rank among the footer hints, lowest first; nil keeps it out.
    package let footerRank: Int?

    init(
        _ command: Command,
        _ group: CommandGroup,
        in contexts: Set<Context>,
        keys: [Key],
        needs capability: Capability? = nil,
        onConversation needsConversation: Bool = false,
        isDestructive: Bool = false,
        footer footerRank: Int? = nil
    ) {
        self.command = command
        self.group = group
        self.contexts = contexts
        self.keys = keys
        self.capability = capability
        self.needsConversation = needsConversation
        self.isDestructive = isDestructive
        self.footerRank = footerRank
    }
}
