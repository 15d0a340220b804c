/**
 * The upstream service itself, carried along so that one command shows everything.
 */
@NullMarked
package dev.monitor.sample.stock.server;

import org.jspecify.annotations.NullMarked;
