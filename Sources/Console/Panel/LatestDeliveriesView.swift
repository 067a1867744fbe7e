import Domain
import Screen
import Text

extension State {
    /// Reads what became of the open conversation's events if the details beside it are on the screen.
    func readLatestDeliveries() -> [Effect] {
        guard let thread, !panes.panel.isEmpty else { return [] }
        return [.deliveries(.readOfConversation(thread.conversation.id))]
    }
}

/// Draws the conversation's three latest deliveries: an agent sees that a reply has left.
func drawLatestDeliveries(
    _ state: State,
    _ deliveries: [ConversationDelivery],
    with writer: inout PanelWriter,
    on canvas: inout Canvas
) {
    guard !deliveries.isEmpty else { return }
    writer.heading(PanelPhrase.deliveries, on: &canvas)
    for delivery in deliveries.prefix(3) {
        let place = state.moment(delivery.happenedAt) + " " + SafeText(delivery.eventType)
        let outcome = writer.language.safe(DeliveryPhrase.stateName(delivery.state))
        writer.add(outcome + " " + place, delivery.state.inkBesideThread, on: &canvas)
    }
}

extension Delivery.State {
    /// The style of its line in the details.
    fileprivate var inkBesideThread: StyleRole {
        switch self {
        case .waiting, .sending: .textDim
        case .retrying: .warning
        case .delivered: .success
        case .dead: .error
        }
    }
}
