import Domain
import Screen

/// What is declared of a command, once.
package struct CommandEntry: Sendable {
    /// The command declared.
    package let command: Command
    /// The heading that it stands under.
    package let group: CommandGroup
    /// Where it is valid.
    package let contexts: Set<Context>
    /// Its keys, the one to show first. Keys that type a character never reach a command in the composer.
    package let keys: [Key]
    /// The right that it needs; nil for what everybody may do.
    let capability: Capability?
    /// Whether it acts on a conversation, so that one has to be selected.
    let needsConversation: Bool
    /// Whether it takes something away that cannot simply be typed again.
    package let isDestructive: Bool
    /// Its place among the footer's hints, lowest first; nil keeps it out.
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
