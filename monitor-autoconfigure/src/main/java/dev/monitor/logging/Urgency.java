package dev.monitor.logging;

/**
 * How long whoever writes a line may be held up by a stream that takes lines slowly.
 */
public enum Urgency {

	/**
	 * Not at all: without room at once the line is dropped and counted. A quarter of the
	 * queue is kept for the others.
	 */
	IMMEDIATE,

	/**
	 * Not for long: without room within 100 ms the line is dropped and counted. A quarter
	 * of the queue is kept for the others.
	 */
	EXPENDABLE,

	/**
	 * Until there is room.
	 */
	USUAL,

	/**
	 * Until the line is written.
	 */
	AWAITED

}
