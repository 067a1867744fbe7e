import Screen

/// Draws the open conversation's assignments, newest first.
func drawAssignmentHistory(_ entries: [AssignmentHistoryEntry], with writer: inout PanelWriter, on canvas: inout Canvas)
{
    guard !entries.isEmpty else { return }
    writer.heading(AssignmentHistoryPhrase.title, on: &canvas)
    for entry in entries {
        writer.add(entry.move, .value, on: &canvas)
        writer.add(entry.circumstance, .textDim, on: &canvas)
        writer.add(entry.reason, .textDim, on: &canvas)
    }
}
