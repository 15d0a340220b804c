package dev.monitor.concurrency.autoconfigure;

/**
 * What limiting requests takes from the web server: the size of its thread pool, and the
 * end of requests that it tells nobody else.
 */
interface ServerPool {

	ServerThreads threads();

}
