import CommandLine

RiadCommand.main()
