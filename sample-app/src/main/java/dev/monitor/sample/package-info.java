/**
 * Orders: a small app that uses Monitor as any app would.
 */
@NullMarked
package dev.monitor.sample;

import org.jspecify.annotations.NullMarked;
