import CommandLine

RiadCommand.start()
