// The only room that knows ncurses.
