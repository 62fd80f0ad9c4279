/** A researcher's page: asks, counts, buys, verifies and exports, at the node of their own institution. */
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import '../look/style.css'
import './research.css'

const place = document.getElementById('root')
if (place) createRoot(place).render(<App />)
