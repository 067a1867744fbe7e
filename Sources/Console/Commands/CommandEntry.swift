import Domain
import Screen

/// What a command asks for before it can be used: a few bytes, so that those of the footer's hints lie side by side.
struct CommandNeeds: Sendable {
    /// The command that asks.
    let command: Command
    /// The right that it needs; nil for what everybody may.
    let capability: Capability?
    /// Whether it acts on a conversation, so that one has to be chosen.
    let conversation: Bool
}

/// What is declared of a command, once.
package struct CommandEntry: Sendable {
    /// The heading that it stands under.
    package let group: CommandGroup
    /// Where it is valid.
    package let contexts: Set<Context>
    /// Its keys, the one to show first. Keys that type a character never reach a command in the composer.
    package let keys: [Key]
    /// What it asks for.
    let needs: CommandNeeds
    /// Whether it takes something away that cannot simply be typed again.
    package let isDestructive: Bool
    /// Its place among the footer's hints, lowest first; nil keeps it out.
    package let footerRank: Int?

    /// The command declared.
    package var command: Command { needs.command }

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
        self.group = group
        self.contexts = contexts
        self.keys = keys
        needs = CommandNeeds(command: command, capability: capability, conversation: needsConversation)
        self.isDestructive = isDestructive
        self.footerRank = footerRank
    }
}
