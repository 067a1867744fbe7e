import Screen

/// Whose the open conversation was, newest first.
func drawHistory(_ entries: [HistoryEntry], with writer: inout PanelWriter, on canvas: inout Canvas) {
    guard !entries.isEmpty else { return }
    writer.heading(HistoryPhrase.title, on: &canvas)
    for entry in entries {
        writer.add(entry.move, .value, on: &canvas)
        writer.add(entry.circumstance, .textDim, on: &canvas)
        writer.add(entry.reason, .textDim, on: &canvas)
    }
}
