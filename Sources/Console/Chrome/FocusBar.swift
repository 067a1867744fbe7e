import Text

/// Marks the pane that takes the keys, as the bar of the selected row marks the list, so that it shows without colour.
let focusBar: SafeText = "▌"
