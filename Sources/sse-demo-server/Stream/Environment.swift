import NIOCore

/// What routes need of the world around them.
struct Environment {
  let eventLoop: any EventLoop
  let clock: WallClock
  let log: any Log
  /// For what all clients share.
  let dice: Dice

  /// Of the stream that can be resumed.
  let history: History

  /// For what a client has by itself: with a seed the same for each, whoever else is there.
  let newDice: DiceCup

  /// With a seed, the streams are the same each time the server runs.
  init(eventLoop: any EventLoop, clock: WallClock, seed: UInt64?, history: History? = nil, log: any Log) {
    self.eventLoop = eventLoop
    self.clock = clock
    newDice = DiceCup(seed: seed)
    self.log = log
    dice = newDice()
    self.history = history ?? History(clock: clock, log: log)
  }
}
