@NullMarked
package dev.monitor.event;

import org.jspecify.annotations.NullMarked;
