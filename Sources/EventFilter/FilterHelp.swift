public enum FilterHelp { public static let lines: [(String, String)] = [("word", "x")] }
