/**
 * The shared room of small servers beside the application's own: they answer while every
 * request thread is busy, and no client can hold one up. A listener carries bytes; what
 * they say is left to a session, such as the one in {@code listener.http}.
 */
@NullMarked
package dev.monitor.listener;

import org.jspecify.annotations.NullMarked;
