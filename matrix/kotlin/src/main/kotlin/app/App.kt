package app

import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.web.bind.annotation.GetMapping
import org.springframework.web.bind.annotation.RestController

@SpringBootApplication
open class App

fun main(args: Array<String>) {
	runApplication<App>(*args)
}

@RestController
class Orders {

	@GetMapping("/orders")
	fun orders() = "orders"

}
