/**
 * Web filter of reactive applications that lets requests in or rejects them. A request
 * that waits holds no thread.
 */
@NullMarked
package dev.monitor.concurrency.reactive;

import org.jspecify.annotations.NullMarked;
